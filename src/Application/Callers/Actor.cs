namespace GroundTransport.Application.Callers;

/// <summary>Who caused a change, as the history stores it.</summary>
/// <param name="IsConcur">Concur is notified by the reply to its own request: no PostBack.</param>
public sealed record Actor(string Name, string CorrelationId, bool IsConcur)
{
    /// <summary>The gateway itself: a deadline, a schedule, the end of a retry.</summary>
    public const string ClockName = "clock";

    /// <summary>A person or a system of the supplier.</summary>
    public bool IsSupplier => !IsConcur && Name != ClockName;

    public static Actor Of(ConcurCall call) => new($"concur:{call.Connect.Name}", call.CorrelationId, IsConcur: true);

    public static Actor Of(Operator supplier) => new($"supplier:{supplier.Name}", supplier.CorrelationId, IsConcur: false);

    public static Actor Clock(string correlationId) => new(ClockName, correlationId, IsConcur: false);
}
