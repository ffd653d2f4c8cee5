#[elizaos::action(name = "GREET", description = "Greets")]
async fn greet(_: elizaos::ActionCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
