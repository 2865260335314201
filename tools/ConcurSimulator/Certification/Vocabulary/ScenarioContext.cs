using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Profiles;
using ConcurSimulator.GatewayClients;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>What all scenarios of a run share.</summary>
/// <param name="Supplier">The supplier's side; null without one.</param>
/// <param name="PostBacks">Null if nobody listens.</param>
/// <param name="MayBook">Without it nothing is sold.</param>
/// <param name="MayWait">Also scenarios that take minutes.</param>
public sealed record Equipment(
    EndpointClient Endpoint, Profile Profile, DispatchClient? Supplier, PostBackListener? PostBacks, bool MayBook, bool MayWait)
{
    public StartTimes StartTimes { get; } = new(Profile, TimeProvider.System);

    public Ledger Ledger { get; } = new();
}

/// <summary>What one scenario sent, received and expected.</summary>
public sealed class ScenarioContext(Equipment equipment, CancellationToken ct)
{
    public Equipment Equipment => equipment;

    public CancellationToken Cancelled => ct;

    public List<Expectation> Expectations { get; } = [];

    public List<Exchange> Exchanges { get; } = [];

    /// <summary>What it sold.</summary>
    public List<string> Reservations { get; } = [];

    /// <summary>Sends a call and keeps the exchange, and what a Sell sold.</summary>
    public async Task<Answer> Send(Call call)
    {
        var answer = await equipment.Endpoint.Send(call, ct);
        Exchanges.Add(answer.Exchange);
        var id = answer["ReservationID"];
        if (answer.Element?.Name == "CC_LimoSellReply" && !answer.IsRefused && id.Length > 0 && equipment.Ledger.Add(id))
            Reservations.Add(id);
        return answer;
    }

    public Task<Answer> Send(Request request) =>
        Send(new Call("POST", Call.Endpoint, request.Body, "application/xml", equipment.Endpoint.Authorization));
}
