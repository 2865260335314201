using System.Text;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.TestKit.Examples;

/// <summary>Concur's own examples, one file a message, under the names of its documentation.</summary>
public static class ConcurExamples
{
    public static IReadOnlyList<string> Requests { get; } =
    [
        "CC_LimoSearchRequest", "CC_LimoSellRequest", "CC_LimoReservationDetailRequest", "CC_LimoUpdateRequest", "CC_LimoCancelRequest",
    ];

    public static string Read(string name) => EmbeddedText.Read($"examples/{name}.xml");

    public static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(Read(name));
}
