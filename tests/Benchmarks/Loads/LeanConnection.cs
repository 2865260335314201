using System.Net.Sockets;
using System.Text;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Loads;

/// <summary>
/// One HTTP connection that repeats one call with the same bytes. An HttpClient needs more CPU time per call than
/// the server that is measured beside it on the same cores.
/// </summary>
public sealed class LeanConnection : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] request;
    private readonly bool mayBeRefused;
    private readonly byte[] answer = new byte[64 * 1024];

    private LeanConnection(RepeatedCall call)
    {
        mayBeRefused = call.MayBeRefused;
        var body = Encoding.UTF8.GetBytes(call.Body);
        var head = $"POST {call.Url.AbsolutePath} HTTP/1.1\r\nHost: {call.Url.Authority}\r\nAuthorization: "
            + $"{call.Authorization}\r\nContent-Type: {call.ContentType}\r\nContent-Length: {body.Length}\r\n\r\n";
        request = [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public static async Task<LeanConnection> Open(RepeatedCall call, CancellationToken ct)
    {
        var connection = new LeanConnection(call);
        await connection.socket.ConnectAsync(call.Url.Host, call.Url.Port, ct);
        return connection;
    }

    public async Task Call(CancellationToken ct)
    {
        await socket.SendAsync(request, ct);
        var (have, whole) = (0, int.MaxValue);
        while (have < whole)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(have), ct);
            if (read == 0)
                throw new BenchmarkException("A server closed its connection.");
            have += read;
            if (whole == int.MaxValue && answer.AsSpan(0, have).IndexOf(EndOfHead) is >= 0 and var end)
                whole = end + EndOfHead.Length + LengthOfBody(answer.AsSpan(0, end));
        }
    }

    public void Dispose() => socket.Dispose();

    private int LengthOfBody(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        const string Length = "\r\nContent-Length: ";
        if ((!mayBeRefused && !text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
            || text.IndexOf(Length, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at))
            throw new BenchmarkException($"A server answered:\n{text}");
        var end = text.IndexOf('\r', at + Length.Length);
        return int.Parse(text.AsSpan(at + Length.Length, (end < 0 ? text.Length : end) - at - Length.Length),
            System.Globalization.CultureInfo.InvariantCulture);
    }
}
