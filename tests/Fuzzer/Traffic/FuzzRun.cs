using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GroundTransport.Fuzzer.Findings;
using GroundTransport.Fuzzer.Mutations;
using GroundTransport.TestKit.Gateways;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Fuzzer.Traffic;

/// <summary>A gateway, the callers that send to it, and what is checked of every answer.</summary>
internal sealed partial class FuzzRun(FuzzPlan plan)
{
    private const string Concur = "/concur/groundtransportation";

    /// <summary>Twenty XML messages for each call of the REST API, and for each malformed request.</summary>
    private const int XmlForEachOther = 20;

    /// <summary>Validation costs more than the answer, so one in so many is validated.</summary>
    private const int ValidateOneIn = 20;

    /// <summary>A quote sells once: after so many messages each caller asks for another.</summary>
    private const int QuoteEvery = 200;

    private static readonly string[] ConcurHeaders =
        [$"Authorization: Basic {Convert.ToBase64String("concur-demo:concur-demo-password"u8)}", "Content-Type: text/xml"];

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SeedsLast = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(2);

    private readonly FindingLog findings = new(plan.Output);
    private readonly Tally tally = new();
    private readonly MemoryCurve memory = new();
    private ConcurSeeds concur = null!;
    private Uri url = null!;

    /// <summary>False: something was found.</summary>
    public async Task<bool> Go(CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("groundtransport-fuzzer-");
        using var gateway = new GatewayProcess(directory.FullName, new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            ["GroundTransport__WireLog__MaxMegabytes"] = "50",
        });
        try
        {
            using var http = await gateway.Client();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
            await gateway.WaitUntilReady();
            await Fuzz(gateway, http, ct);
            return Report(gateway);
        }
        finally
        {
            gateway.Kill();
            directory.Delete(recursive: true);
        }
    }

    private async Task Fuzz(GatewayProcess gateway, HttpClient http, CancellationToken ct)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {plan.Seed}"));
        url = await gateway.Url();
        concur = new ConcurSeeds(http);
        var rest = new RestSeeds(http, concur);
        var random = new Random(plan.Seed);
        await concur.Renew(random);
        await rest.Load(ct);
        await rest.Renew(ct);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(plan.Time);
        var callers = new List<Task>();
        for (var i = 0; i < plan.Connections; i++)
            callers.Add(SendXml(new Random(plan.Seed + 1 + i), end));
        callers.Add(SendJson(rest, new Random(plan.Seed - 1), end.Token));
        callers.Add(SendHttp(rest, new Random(plan.Seed - 2), end.Token));
        callers.Add(Renew(rest, random, end.Token));
        callers.Add(Sample(gateway, end.Token));
        foreach (var caller in callers)
        {
            try
            {
                await caller;
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
            }
        }
    }

    private async Task SendXml(Random random, CancellationTokenSource end)
    {
        using var connection = new HttpConnection(url);
        XElement? sell = null;
        for (var sent = 0; !end.IsCancellationRequested; sent++)
        {
            if (sent % QuoteEvery == 0)
            {
                var time = ConcurSeeds.AnyTime(random);
                var search = new HttpCall("POST", Concur, ConcurHeaders, Encoding.UTF8.GetBytes(ConcurSeeds.Search(time).ToString()));
                var found = await connection.Call(search.ToBytes(), mayLackMore: false, end.Token);
                sell = found.Status == 200 && ConcurSeeds.SellOf(found.Body, time) is { } right ? ConcurSeeds.ToElement(right) : null;
            }
            var call = new HttpCall("POST", Concur, ConcurHeaders, concur.Next(sell, random));
            var request = call.ToBytes();
            var answer = await Call(connection, Kind.Xml, request, mayLackMore: false, end.Token);
            // The server may have closed a connection on which a body was too large: then there was no call yet.
            if (answer.Status == 0)
                answer = await Call(connection, Kind.Xml, request, mayLackMore: false, end.Token);
            var code = ErrorCode().Match(answer.Body) is { Success: true } match ? match.Groups[1].Value : "ok";
            // A body that is too large may be refused before it was read, and the connection reset.
            if (answer.Status == 0 && request.Length < 200_000)
                findings.Add(Kind.Xml, "no answer", request, "");
            else if (code == "900")
                findings.Add(Kind.Xml, "a failure", request, answer.Body);
            else if (random.Next(ValidateOneIn) == 0 && answer.Status == 200 && WireSchema.Validate(answer.Body) is { Count: > 0 } problems)
                findings.Add(Kind.Xml, "an invalid reply", request, string.Join(' ', problems));
            if (tally.Count(Kind.Xml, answer.Status == 200 ? code : $"HTTP {answer.Status}", answer.Took) >= plan.Messages)
                await end.CancelAsync();
        }
    }

    private async Task SendJson(RestSeeds seeds, Random random, CancellationToken ct)
    {
        using var connection = new HttpConnection(url);
        for (long sent = 1; ; sent++)
        {
            await Turn(sent, ct);
            var request = seeds.Next(random).ToBytes();
            var answer = await Call(connection, Kind.Json, request, mayLackMore: false, ct);
            if (answer.Status == 0)
                findings.Add(Kind.Json, "no answer", request, "");
            await seeds.Undo(answer, ct);
            tally.Count(Kind.Json, $"HTTP {answer.Status}", answer.Took);
        }
    }

    private async Task SendHttp(RestSeeds rest, Random random, CancellationToken ct)
    {
        for (long sent = 1; ; sent++)
        {
            await Turn(sent, ct);
            var call = random.Next(2) == 0 ? new HttpCall("POST", Concur, ConcurHeaders, concur.Next(null, random)) : rest.Next(random);
            var request = HttpMutator.Mutate(call, random);
            // A server may close a connection on which nonsense is sent.
            using var connection = new HttpConnection(url);
            var answer = await Call(connection, Kind.Http, request, mayLackMore: true, ct);
            await rest.Undo(answer, ct);
            tally.Count(Kind.Http, $"HTTP {answer.Status}", answer.Took);
        }
    }

    /// <summary>
    /// An answer that takes too long is a finding if it does so again, and a right call doesn't: else the machine is busy.
    /// </summary>
    private async Task<Answer> Call(HttpConnection connection, Kind kind, byte[] request, bool mayLackMore, CancellationToken ct)
    {
        var answer = await connection.Call(request, mayLackMore, ct);
        if (answer.Took > Slow)
            FindingLog.Note(kind, $"{answer.Took.TotalSeconds:F1} s", request);
        for (var times = 1; answer.Took > Slow && !await IsBusy(ct); times++)
        {
            if (times == 3)
            {
                findings.Add(kind, $"{answer.Took.TotalSeconds:F1} s, three times", request, answer.Head + answer.Body);
                break;
            }
            answer = await connection.Call(request, mayLackMore, ct);
        }
        // 501 and 505 are the caller's mistakes: a transfer coding, a version of HTTP.
        if (answer.Status >= 500 && answer.Status is not (501 or 505))
            findings.Add(kind, $"HTTP {answer.Status}", request, answer.Body);
        return answer;
    }

    /// <summary>Whether a right Sell takes a good part of that time, too.</summary>
    private async Task<bool> IsBusy(CancellationToken ct)
    {
        using var connection = new HttpConnection(url);
        var sell = await concur.Offer(new Random());
        var call = new HttpCall("POST", Concur, ConcurHeaders, Encoding.UTF8.GetBytes(sell.ToString()));
        return (await connection.Call(call.ToBytes(), mayLackMore: false, ct)).Took > Slow / 4;
    }

    private async Task Turn(long sent, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        while (sent * XmlForEachOther > tally.Xml)
            await Task.Delay(5, ct);
    }

    private async Task Renew(RestSeeds rest, Random random, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SeedsLast);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                await concur.Renew(random);
                await rest.Renew(ct);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                findings.Add($"A right call is refused: {failed.Message}");
            }
        }
    }

    private async Task Sample(GatewayProcess gateway, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SampleEvery);
        var (last, printed) = (0L, Stopwatch.GetTimestamp());
        while (await timer.WaitForNextTickAsync(ct))
        {
            memory.Add(gateway.WorkingSet);
            if (Stopwatch.GetElapsedTime(printed) is var since && since < TimeSpan.FromMinutes(1))
                continue;
            var rate = (tally.Xml - last) / since.TotalSeconds;
            (last, printed) = (tally.Xml, Stopwatch.GetTimestamp());
            Console.WriteLine($"{DateTime.UtcNow:HH:mm} {tally.Xml:N0} XML messages, {rate:N0} a second, {gateway.WorkingSet >> 20} MB");
        }
    }

    private bool Report(GatewayProcess gateway)
    {
        foreach (var line in tally.Lines())
            Console.WriteLine(line);
        foreach (var line in gateway.Output.Split('\n').Where(line => Failure().IsMatch(line)).Take(20))
            findings.Add($"in the log: {line[..Math.Min(line.Length, 1000)]}");
        var (early, late) = memory.Quarters;
        if (!memory.IsFlat)
            findings.Add($"memory grew from {early >> 20} to {late >> 20} MB");
        Console.WriteLine($"slowest answer {tally.Slowest.TotalSeconds:F2} s; memory {early >> 20} MB early, {late >> 20} MB late; "
            + $"{findings.Count} findings");
        return findings.Count == 0;
    }

    [GeneratedRegex("<ErrorCode>([0-9]+)</ErrorCode>")]
    private static partial Regex ErrorCode();

    [GeneratedRegex("\"LogLevel\":\"(Error|Critical)\"")]
    private static partial Regex Failure();
}
