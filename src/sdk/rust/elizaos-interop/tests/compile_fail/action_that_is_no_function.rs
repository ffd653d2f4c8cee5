#[elizaos::action(name = "GREET")]
struct Greet;

fn main() {}
