#[elizaos::action]
async fn greet(_: elizaos::ActionCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
