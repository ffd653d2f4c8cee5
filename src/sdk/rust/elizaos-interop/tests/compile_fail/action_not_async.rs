#[elizaos::action(name = "GREET")]
fn greet(_: elizaos::ActionCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
