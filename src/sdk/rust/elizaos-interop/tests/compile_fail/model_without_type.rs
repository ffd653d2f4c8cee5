#[elizaos::model]
async fn small(_: elizaos::ModelCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
