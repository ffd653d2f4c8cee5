#[elizaos::model(name = "TEXT_SMALL")]
async fn small(_: elizaos::ModelCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
