using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Simulator.Tests.Fixtures;

/// <summary>A gateway process with the demo vendor that can be killed and started again at the same address.</summary>
public sealed class RestartableGateway : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("simulated-").FullName;
    private readonly List<GatewayProcess> starts = [];

    /// <summary>The console output of all its starts.</summary>
    public string Output => string.Join('\n', starts.Select(process => process.Output));

    /// <summary>The target of PostBacks; if null, they stay pending.</summary>
    public Uri? PostBackUrl { get; init; }

    /// <summary>Further settings, without the <c>GroundTransport__</c> prefix; an empty value removes a setting.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    public async Task<RestartableGateway> Start()
    {
        var environment = new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority),
            ["GroundTransport__Concur__RetryAfter"] = "00:00:00.2",
        };
        if (PostBackUrl is not null)
        {
            environment["GroundTransport__Concur__PostBackUrl"] = PostBackUrl.ToString();
            environment["GroundTransport__Concur__PostBackToken"] = SimulatedConcur.StaticToken;
        }
        foreach (var (key, value) in Settings)
            environment["GroundTransport__" + key] = value;
        starts.Add(new GatewayProcess(directory, environment));
        Url = await starts[^1].Url();
        return this;
    }

    /// <inheritdoc cref="GatewayProcess.Kill"/>
    public void Kill() => starts[^1].Kill();

    public void Dispose()
    {
        starts.ForEach(process => process.Dispose());
        Directory.Delete(directory, recursive: true);
    }
}
