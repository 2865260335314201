using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.Http;

/// <summary>
/// Concur's end of the connection at the level of bytes: reads one complete request and writes the test's bytes, so that
/// responses can be malformed in ways that no HTTP server allows.
/// </summary>
internal sealed class RawHttpServer : IDisposable
{
    public const string Success = "<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RawHttpServer()
    {
        listener.Start();
        _ = Serve();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/api/tws/v1.0/Limo/PostBack");

    /// <summary>The bytes written in response to a request; null: none, ever.</summary>
    public byte[]? Response { get; set; } = Ok(Success);

    /// <summary>Whether the connection stays open after the response.</summary>
    public bool KeepsOpen { get; set; }

    /// <summary>Whether the connection is reset, not closed, after the response.</summary>
    public bool Resets { get; set; }

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Completes with the first complete request.</summary>
    public Task FirstRequest => firstRequest.Task;

    public static byte[] Ok(string body, string headers = "Content-Type: application/xml\r\n") => Http("200 OK", body, headers);

    public static byte[] Http(string status, string body = "", string headers = "") => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: "
            + $"close\r\n\r\n{body}"));

    public void Dispose()
    {
        closing.Cancel();
        listener.Dispose();
        closing.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptTcpClientAsync(closing.Token), closing.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test has ended.
        }
    }

    private async Task Serve(TcpClient connection, CancellationToken ct)
    {
        using (connection)
        {
            try
            {
                Requests.Enqueue(await Read(connection.GetStream(), ct));
                firstRequest.TrySetResult();
                await connection.GetStream().WriteAsync(Response ?? [], ct);
                if (KeepsOpen || Response is null)
                    await Task.Delay(Timeout.Infinite, ct);
                if (Resets)
                    connection.Client.Close(0);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException)
            {
                // The client closed the connection, or the test has ended.
            }
        }
    }

    private static async Task<string> Read(NetworkStream stream, CancellationToken ct)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, ct);
            if (read == 0)
                return text.ToString();
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && request.Length - end - 4 >= Length(request[..end]))
                return request;
        }
    }

    private static int Length(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture)).SingleOrDefault();
}
