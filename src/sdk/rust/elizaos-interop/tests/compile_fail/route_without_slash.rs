#[elizaos::route(GET, "hello")]
async fn hello(_: elizaos::RouteCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
