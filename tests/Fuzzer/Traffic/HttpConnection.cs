using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GroundTransport.Fuzzer.Traffic;

/// <summary>Sends bytes as they are, which no HTTP client does. The connection is kept while the server keeps it.</summary>
internal sealed class HttpConnection(Uri url) : IDisposable
{
    /// <summary>Beyond this a call has no answer.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private byte[] buffer = new byte[64 * 1024];
    private Socket? socket;

    /// <param name="mayLackMore">
    /// Whether the server may wait for more, and has no reason to answer: after a moment the connection is closed then. (A shutdown of
    /// one direction would tell it, but Kestrel takes that as the end of the call, too.)
    /// </param>
    public async Task<Answer> Call(byte[] request, bool mayLackMore, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(mayLackMore ? Patience : Deadline);
        try
        {
            if (socket is null)
            {
                socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(url.Host, url.Port, deadline.Token);
            }
            var sending = Send(request, deadline.Token);
            var answer = await Receive(began, deadline.Token);
            await sending;
            if (mayLackMore || answer.Status == 0 || answer.Head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
                Close();
            return answer;
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            Close();
            return Answer.None(mayLackMore ? TimeSpan.Zero : Stopwatch.GetElapsedTime(began));
        }
    }

    public void Dispose() => Close();

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }

    private async Task Send(byte[] request, CancellationToken ct)
    {
        try
        {
            for (var sent = 0; sent < request.Length;)
                sent += await socket!.SendAsync(request.AsMemory(sent), ct);
        }
        catch (SocketException)
        {
            // Refused before it was whole: the answer says why.
        }
    }

    private async Task<Answer> Receive(long began, CancellationToken ct)
    {
        var (have, start) = (0, 0);
        while (true)
        {
            var end = buffer.AsSpan(start, have - start).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                if (await Fill(have, ct) is not (> 0 and var more))
                    return Answer.None(Stopwatch.GetElapsedTime(began));
                have += more;
                continue;
            }
            var head = Encoding.Latin1.GetString(buffer, start, end);
            var status = head.Length >= 12 ? int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
            start += end + 4;
            // 100: go on.
            if (status is >= 100 and < 200)
                continue;
            have = await Body(head, start, have, ct);
            return new Answer(status, head, Encoding.UTF8.GetString(buffer, start, have - start), Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>Reads the rest, and returns how much the buffer has then.</summary>
    private async Task<int> Body(string head, int start, int have, CancellationToken ct)
    {
        const string Length = "\r\nContent-Length: ", Chunked = "\r\nTransfer-Encoding: chunked";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        var isChunked = head.Contains(Chunked, StringComparison.OrdinalIgnoreCase);
        if (at < 0 && !isChunked)
            return have;
        var whole = at < 0
            ? int.MaxValue
            : start + int.Parse(head[(at + Length.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
        while (have < whole && !(isChunked && buffer.AsSpan(start, have - start).EndsWith("0\r\n\r\n"u8)))
        {
            if (await Fill(have, ct) is not (> 0 and var more))
                break;
            have += more;
        }
        return have;
    }

    private async Task<int> Fill(int have, CancellationToken ct)
    {
        if (have == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        return await socket!.ReceiveAsync(buffer.AsMemory(have), ct);
    }
}
