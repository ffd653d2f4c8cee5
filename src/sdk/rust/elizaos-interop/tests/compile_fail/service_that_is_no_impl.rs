#[elizaos::service(name = "counter")]
struct Counter;

fn main() {}
