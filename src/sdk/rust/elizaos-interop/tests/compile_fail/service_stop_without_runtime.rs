#[derive(Default)]
struct Counter;

#[elizaos::service(name = "counter")]
impl Counter {
    async fn stop(&self) -> elizaos::Result<()> {
        Ok(())
    }
}

fn main() {}
