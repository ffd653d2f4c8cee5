//! What the macros refuse, each shown at the place of the fault: one fixture per fault, named by it. Only errors in our own
//! words stand here, which no version of the compiler changes.

#[test]
fn macros_point_at_the_fault() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
