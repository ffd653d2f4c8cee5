struct Counter;

#[elizaos::service(name = "counter")]
impl Counter {
    async fn start() -> elizaos::Result<Self> {
        Ok(Self)
    }
}

fn main() {}
