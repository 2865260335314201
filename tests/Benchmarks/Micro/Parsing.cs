using BenchmarkDotNet.Attributes;
using GroundTransport.Application.Callers;
using GroundTransport.Application.PostBacks;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Benchmarks.Micro;

/// <summary>Parsing: bytes to commands.</summary>
public class Parsing
{
    internal static readonly ConcurCall Call = new(new DirectConnect
    {
        Id = TestReservations.Connection,
        Name = "Concur",
        UserName = "concur",
        PasswordHash = new byte[32],
        TokenHash = new byte[32],
        VendorCodes = [TestPlans.Vendor.Code],
    }, "benchmark");

    private readonly byte[] search = System.Text.Encoding.UTF8.GetBytes(ConcurCalls.Search());
    private readonly byte[] sell = ConcurExamples.Bytes("CC_LimoSellRequest");
    private readonly byte[] detail = ConcurExamples.Bytes("CC_LimoReservationDetailRequest");
    private readonly byte[] update = ConcurExamples.Bytes("CC_LimoUpdateRequest");
    private readonly byte[] cancel = ConcurExamples.Bytes("CC_LimoCancelRequest");
    private readonly byte[] answer = ConcurExamples.Bytes("CC_LimoPostBackResponse-success");

    [Benchmark]
    public ReceivedRequest Search() => ConcurMessages.Read(search, Call);

    [Benchmark]
    public ReceivedRequest Sell() => ConcurMessages.Read(sell, Call);

    [Benchmark]
    public ReceivedRequest ReservationDetail() => ConcurMessages.Read(detail, Call);

    [Benchmark]
    public ReceivedRequest Update() => ConcurMessages.Read(update, Call);

    [Benchmark]
    public ReceivedRequest Cancel() => ConcurMessages.Read(cancel, Call);

    [Benchmark]
    public (PostBackAnswerKind, string) Answer_to_a_PostBack() => PostBackResponseReader.Read(answer);
}
