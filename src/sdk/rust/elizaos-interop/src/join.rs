//! Two things at once.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Waits for two futures at once, such as two requests to the host, and returns what both came to. For more of them
/// nest it, or use the crate `futures`, whose combinators work here too.
///
/// ```
/// # use elizaos::{ActionCall, Result, json};
/// # async fn handler(call: ActionCall) -> Result<()> {
/// let runtime = call.runtime();
/// let (messages, facts) = elizaos::join(
///     runtime.get_memories(json!({"tableName": "messages"})),
///     runtime.get_memories(json!({"tableName": "facts"})),
/// )
/// .await;
/// let known = messages?.len() + facts?.len();
/// # Ok(())
/// # }
/// ```
pub async fn join<A: Future, B: Future>(first: A, second: B) -> (A::Output, B::Output) {
    let (mut first, mut second) = (pin!(first), pin!(second));
    let (mut of_first, mut of_second) = (None, None);
    poll_fn(|context| {
        if of_first.is_none()
            && let Poll::Ready(output) = first.as_mut().poll(context)
        {
            of_first = Some(output);
        }
        if of_second.is_none()
            && let Poll::Ready(output) = second.as_mut().poll(context)
        {
            of_second = Some(output);
        }
        match (of_first.take(), of_second.take()) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            (one, other) => {
                (of_first, of_second) = (one, other);
                Poll::Pending
            }
        }
    })
    .await
}
