#[derive(Default)]
struct Counter;

#[elizaos::service]
impl Counter {}

fn main() {}
