using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;

namespace GroundTransport.Benchmarks.Running;

/// <summary>Concur's calls over one connection of the gateway.</summary>
public sealed record ConcurConnection(HttpClient Http, Uri Url, string Authorization, string VendorCode)
{
    /// <summary>The reply, which must not be a refusal.</summary>
    public async Task<string> Post(string message, CancellationToken ct)
    {
        var reply = await PostWithoutCheck(message, ct);
        return reply.Contains("<ErrorCode/>", StringComparison.Ordinal) ? reply
            : throw new BenchmarkException($"A call was refused: {reply}");
    }

    /// <summary>The body of a successful response: not every server here writes XML.</summary>
    public async Task<string> PostWithoutCheck(string message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, Url)
        { Content = new StringContent(message, Encoding.UTF8, "application/xml") };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(Authorization);
        using var response = await Http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Prepares sells with a quote of its own each.</summary>
    public async Task<IReadOnlyList<string>> PrepareSells(int from, int count, CancellationToken ct) =>
        [.. (await PrepareSells([this], from, count, ct)).Select(sell => sell.Message)];

    /// <summary>Prepares sells over some connections in turn.</summary>
    public static async Task<IReadOnlyList<PreparedSell>> PrepareSells(
        IReadOnlyList<ConcurConnection> over, int from, int count, CancellationToken ct)
    {
        var sells = new PreparedSell[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (number, token) =>
            {
                var concur = over[number % over.Count];
                var found = await concur.Post(ConcurCalls.Search(from + number), token);
                sells[number] = new PreparedSell(concur, ConcurCalls.Sell(from + number, found, concur.VendorCode));
            });
        return sells;
    }

    public RepeatedCall Searches => new(Url, Authorization, ConcurCalls.Search());

    public RepeatedCall Details(IReadOnlyList<string> reservations) => new(Url, Authorization, ConcurCalls.Detail("@ITEM@"), reservations);
}

/// <summary>A Sell with its quote, and the connection that got the quote.</summary>
public sealed record PreparedSell(ConcurConnection Concur, string Message)
{
    public Task<string> Post(CancellationToken ct) => Concur.Post(Message, ct);
}
