#[elizaos::action(name = "GREET")]
async fn greet<T>(_: elizaos::ActionCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
