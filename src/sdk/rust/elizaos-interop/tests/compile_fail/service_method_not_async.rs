#[derive(Default)]
struct Counter;

#[elizaos::service(name = "counter")]
impl Counter {
    fn add(&self, _: elizaos::ServiceCall) -> elizaos::Result<i64> {
        Ok(1)
    }
}

fn main() {}
