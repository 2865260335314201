namespace GroundTransport.Fuzzer.Traffic;

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status; 0: the connection ended without an answer.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Answer(int Status, string Head, string Body, TimeSpan Took)
{
    public static Answer None(TimeSpan took) => new(0, "", "", took);
}
