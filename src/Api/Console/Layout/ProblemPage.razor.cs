namespace GroundTransport.Api.Console.Layout;

/// <summary>What a browser reads instead of a problem in JSON.</summary>
public sealed partial class ProblemPage : ConsolePage<ProblemPageModel>;

/// <summary>What went wrong, and what to do.</summary>
public sealed record ProblemPageModel(int Status, string Title, string Text, string TraceId);
