using GroundTransport.TestKit.Schemas;
using static GroundTransport.Infrastructure.Tests.ConcurWire.Schemas.Mutation;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Schemas;

/// <summary>Which mistakes apply to which sample, and which codes each message may contain.</summary>
internal static class MutationCatalog
{
    private static readonly string[] Statuses = ["RB", "RA", "RD", "CB", "CA", "CD", "XB", "XA", "XD", "RC"];
    private static readonly string[] ErrorCodes = ["100", "200", "300", "400", "500", "600", "700", "800", "900"];

    /// <summary>A sample's listed statuses; an empty one means an empty Status. Search has none.</summary>
    public static IReadOnlyDictionary<string, string[]> ListedStatuses { get; } = new Dictionary<string, string[]>
    {
        ["CC_LimoSellReply.success"] = ["RB", "RA", "RD"],
        ["CC_LimoSellReply.refusal"] = [""],
        ["CC_LimoReservationDetailReply.success"] = ["RB", "RA", "RD", "XB", "XA", "XD"],
        ["CC_LimoReservationDetailReply.refusal"] = [""],
        ["CC_LimoUpdateReply.success"] = Statuses,
        ["CC_LimoUpdateReply.refusal"] = ["", .. Statuses],
        ["CC_LimoCancelReply.success"] = ["XB", "XA", "XD"],
        ["CC_LimoCancelReply.refusal"] = ["", "XB", "XA", "XD"],
        ["CC_LimoPostBackRequest"] = Statuses,
    };

    /// <summary>A refusal's listed error codes.</summary>
    public static IReadOnlyDictionary<string, string[]> ListedErrorCodes { get; } = new Dictionary<string, string[]>
    {
        ["CC_LimoSearchReply.refusal"] = ["100", "200", "300", "400", "500", "900"],
        ["CC_LimoSellReply.refusal"] = ["100", "200", "300", "400", "500", "600", "900"],
        ["CC_LimoReservationDetailReply.refusal"] = ["400", "700", "900"],
        ["CC_LimoUpdateReply.refusal"] = ["100", "200", "300", "400", "500", "600", "900"],
        ["CC_LimoCancelReply.refusal"] = ["400", "800", "900"],
    };

    public static IReadOnlyDictionary<string, IReadOnlyList<Mutation>> BySample { get; } =
        SampleReplies.All.Keys.ToDictionary(sample => sample, sample => (IReadOnlyList<Mutation>)[.. For(sample)]);

    private static IEnumerable<Mutation> For(string sample)
    {
        var refusal = ListedErrorCodes.TryGetValue(sample, out var errorCodes);
        var search = !ListedStatuses.TryGetValue(sample, out var statuses);
        return
        [
            Remove("Error"), Remove("Error/ErrorSource"), Remove("Error/ErrorDescription"), Swap("Error/ErrorSource"),
            Insert("Error/ErrorDescription", "Detail"), Repeat("Error"), Empty("Error"),
            .. search ? SearchMutations.InEither : RideMutations.InEither,
            .. (search, refusal) switch
            {
                (true, true) => SearchMutations.InRefusal,
                (true, false) => SearchMutations.InSuccess,
                (false, true) => [],
                (false, false) => RideMutations.InSuccess,
            },
            .. refusal ? Refusal(errorCodes!) : [],
            .. search ? [] : SetEach("Status", Statuses.Append("XX").Append("rb").Append(" RA").Except(statuses!)),
        ];
    }

    private static IEnumerable<Mutation> Refusal(string[] listed) =>
    [
        .. SetEach("Error/ErrorCode", ErrorCodes.Append("950").Append("Error").Except(listed)),
        Remove("Error/ErrorCode"), Empty("Error/ErrorCode"), Empty("Error/ErrorDescription"), Set("Error/ErrorDescription", " "),
    ];
}
