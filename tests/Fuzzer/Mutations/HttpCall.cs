using System.Globalization;
using System.Text;

namespace GroundTransport.Fuzzer.Mutations;

/// <summary>An HTTP request before its bytes.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Its headers, without Host and Content-Length.</param>
/// <param name="Body">Its body.</param>
internal sealed record HttpCall(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    public byte[] ToBytes()
    {
        var headers = string.Concat(Headers.Select(header => header + "\r\n"));
        var head = string.Create(CultureInfo.InvariantCulture,
            $"{Method} {Target} HTTP/1.1\r\nHost: gateway\r\n{headers}Content-Length: {Body.Length}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head), .. Body];
    }
}
