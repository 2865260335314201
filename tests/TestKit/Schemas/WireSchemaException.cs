namespace GroundTransport.TestKit.Schemas;

/// <summary>A message that the gateway must not send: the text lists every problem, then the message.</summary>
public sealed class WireSchemaException : Exception
{
    public WireSchemaException(IReadOnlyList<string> problems, string xml)
        : base($"The message breaks its schema in {problems.Count} place(s):{Environment.NewLine}"
            + string.Join(Environment.NewLine, problems.Select(problem => $"- {problem}"))
            + $"{Environment.NewLine}{Environment.NewLine}{xml}")
    {
        Problems = problems;
    }

    public IReadOnlyList<string> Problems { get; }
}
