//! Routes that write their response in chunks.

use elizaos::{Result, RouteCall, Value};

/// `query.count` lines; with `query.gate` each but the first waits for what is cached under its gate.
#[elizaos::route(GET, "/chunks")]
pub async fn chunks(call: RouteCall) -> Result<()> {
    let count: u32 = call.query()["count"].as_str().unwrap_or("0").parse()?;
    let has_gate = call.query()["gate"] != Value::Null;
    let mut body = call.begin(200, [("content-type", "text/plain")])?;
    for n in 0..count {
        if n > 0 && has_gate {
            call.runtime().get_cache(format!("gate {n}")).await?;
        }
        body.write(format!("chunk {n}\n")).await?;
    }
    Ok(())
}

/// Three chunks of 70,000 bytes each.
#[elizaos::route(GET, "/bytes")]
pub async fn bytes(call: RouteCall) -> Result<()> {
    let mut body = call.begin(200, [("content-type", "application/octet-stream")])?;
    for value in [0, 1, 2] {
        body.write(vec![value; 70_000]).await?;
    }
    Ok(())
}
