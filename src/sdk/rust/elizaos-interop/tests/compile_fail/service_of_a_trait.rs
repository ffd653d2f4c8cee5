#[derive(Default)]
struct Counter;

#[elizaos::service(name = "counter")]
impl Clone for Counter {
    fn clone(&self) -> Self {
        Self
    }
}

fn main() {}
