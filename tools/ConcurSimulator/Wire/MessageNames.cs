namespace ConcurSimulator.Wire;

/// <summary>The messages that Concur sends, as their root elements name them: <c>CC_Limo{name}Request</c>.</summary>
internal static class MessageNames
{
    public const string Search = "Search";

    public const string Sell = "Sell";

    public const string ReservationDetail = "ReservationDetail";

    public const string Update = "Update";

    public const string Cancel = "Cancel";
}
