elizaos::plugin! {
    actions: [],
}

fn main() {}
