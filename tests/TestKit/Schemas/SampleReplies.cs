namespace GroundTransport.TestKit.Schemas;

/// <summary>One valid message of each kind that the gateway sends, from Schemas/Samples.</summary>
public static class SampleReplies
{
    public static string SearchSuccess { get; } = Read("CC_LimoSearchReply.success");
    public static string SearchRefusal { get; } = Read("CC_LimoSearchReply.refusal");
    public static string SellSuccess { get; } = Read("CC_LimoSellReply.success");
    public static string SellRefusal { get; } = Read("CC_LimoSellReply.refusal");
    public static string ReservationDetailSuccess { get; } = Read("CC_LimoReservationDetailReply.success");
    public static string ReservationDetailRefusal { get; } = Read("CC_LimoReservationDetailReply.refusal");
    public static string UpdateSuccess { get; } = Read("CC_LimoUpdateReply.success");
    public static string UpdateRefusal { get; } = Read("CC_LimoUpdateReply.refusal");
    public static string CancelSuccess { get; } = Read("CC_LimoCancelReply.success");
    public static string CancelRefusal { get; } = Read("CC_LimoCancelReply.refusal");
    public static string PostBack { get; } = Read("CC_LimoPostBackRequest");

    /// <summary>All of them, by the name of their schema without <c>.xsd</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CC_LimoSearchReply.success"] = SearchSuccess,
        ["CC_LimoSearchReply.refusal"] = SearchRefusal,
        ["CC_LimoSellReply.success"] = SellSuccess,
        ["CC_LimoSellReply.refusal"] = SellRefusal,
        ["CC_LimoReservationDetailReply.success"] = ReservationDetailSuccess,
        ["CC_LimoReservationDetailReply.refusal"] = ReservationDetailRefusal,
        ["CC_LimoUpdateReply.success"] = UpdateSuccess,
        ["CC_LimoUpdateReply.refusal"] = UpdateRefusal,
        ["CC_LimoCancelReply.success"] = CancelSuccess,
        ["CC_LimoCancelReply.refusal"] = CancelRefusal,
        ["CC_LimoPostBackRequest"] = PostBack,
    };

    // The file's last line break isn't part of the message: Search counts its own bytes.
    private static string Read(string name) => EmbeddedText.Read($"samples/{name}.xml").TrimEnd('\n');
}
