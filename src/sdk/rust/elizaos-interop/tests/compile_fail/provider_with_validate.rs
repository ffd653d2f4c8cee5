#[elizaos::provider(name = "MOOD", validate = always)]
async fn mood(_: elizaos::ProviderCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
