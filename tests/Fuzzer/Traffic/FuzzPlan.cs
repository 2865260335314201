namespace GroundTransport.Fuzzer.Traffic;

/// <summary>How long is fuzzed, and with what.</summary>
/// <param name="Messages">Ends after this many XML messages.</param>
/// <param name="Time">Ends after this time.</param>
/// <param name="Seed">The seed of all random numbers.</param>
/// <param name="Connections">How many connections send XML.</param>
/// <param name="Output">Where calls that found something are stored.</param>
internal sealed record FuzzPlan(long Messages, TimeSpan Time, int Seed, int Connections, DirectoryInfo Output);
