#[elizaos::action(name = "GREET")]
async fn greet() -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
