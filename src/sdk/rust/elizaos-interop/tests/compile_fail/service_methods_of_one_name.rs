#[derive(Default)]
struct Counter;

#[elizaos::service(name = "counter")]
#[allow(non_snake_case)]
impl Counter {
    async fn add_up(&self, _: elizaos::ServiceCall) -> elizaos::Result<i64> {
        Ok(1)
    }

    async fn addUp(&self, _: elizaos::ServiceCall) -> elizaos::Result<i64> {
        Ok(2)
    }
}

fn main() {}
