#[elizaos::init(name = "start")]
async fn start(_: elizaos::InitCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
