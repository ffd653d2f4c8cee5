#[elizaos::event(name = "MESSAGE_RECEIVED", validate = always)]
async fn received(_: elizaos::EventCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
