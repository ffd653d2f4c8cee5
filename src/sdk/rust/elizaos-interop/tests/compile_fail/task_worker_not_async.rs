#[elizaos::task_worker(name = "TIDY")]
fn tidy(_: elizaos::TaskCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
