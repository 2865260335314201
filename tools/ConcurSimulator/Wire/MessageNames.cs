namespace ConcurSimulator.Wire;

/// <summary>The messages that Concur sends, as their root elements name them: <c>CC_Limo{name}Request</c>.</summary>
internal static class MessageNames
{
    public const string Search = "Search";

    public const string Sell = "Sell";

    public const string ReservationDetail = "ReservationDetail";

    public const string Update = "Update";

    public const string Cancel = "Cancel";

    /// <summary>The one message that Concur receives.</summary>
    public const string PostBack = "PostBack";

    /// <summary>No XML: the call by which a connector is verified.</summary>
    public const string TestConnection = "TestConnection";
}
