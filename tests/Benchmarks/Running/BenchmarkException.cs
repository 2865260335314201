namespace GroundTransport.Benchmarks.Running;

/// <summary>The reason why nothing can be measured, printed to the user.</summary>
public sealed class BenchmarkException(string message, Exception? inner = null) : Exception(message, inner);
