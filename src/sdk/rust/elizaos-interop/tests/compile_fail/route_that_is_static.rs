#[elizaos::route(STATIC, "/static")]
async fn files(_: elizaos::RouteCall) -> elizaos::Result<()> {
    Ok(())
}

fn main() {}
