#[derive(Default)]
struct Counter;

#[elizaos::service(name = "counter")]
impl Counter {
    async fn add(&mut self, _: elizaos::ServiceCall) -> elizaos::Result<i64> {
        Ok(1)
    }
}

fn main() {}
