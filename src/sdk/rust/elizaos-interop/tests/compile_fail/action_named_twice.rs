#[elizaos::action(name = "GREET", name = "HAIL")]
async fn greet(_: elizaos::ActionCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
