namespace GroundTransport.Fuzzer.Findings;

/// <summary>What is sent.</summary>
internal enum Kind
{
    Xml,
    Json,
    Http,
}
