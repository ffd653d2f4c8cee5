#[elizaos::action(name = "GREET")]
async fn greet(_: elizaos::ActionCall, state: elizaos::Value) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
