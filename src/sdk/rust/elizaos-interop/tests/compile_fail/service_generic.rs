struct Counter<T>(T);

#[elizaos::service(name = "counter")]
impl<T> Counter<T> {}

fn main() {}
