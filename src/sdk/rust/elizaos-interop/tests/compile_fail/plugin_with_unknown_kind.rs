elizaos::plugin! {
    manifest: "{}",
    adapters: [],
}

fn main() {}
