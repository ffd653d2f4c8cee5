#[elizaos::route(GET, "/hello", public = true)]
async fn hello(_: elizaos::RouteCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
