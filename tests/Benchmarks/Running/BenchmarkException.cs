namespace GroundTransport.Benchmarks.Running;

/// <summary>Why nothing can be measured, told to whoever started it.</summary>
public sealed class BenchmarkException(string message, Exception? inner = null) : Exception(message, inner);
