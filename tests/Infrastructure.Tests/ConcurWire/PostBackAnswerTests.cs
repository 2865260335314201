using System.Text;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Concur's response to a PostBack, and the times in the PostBack itself.</summary>
public sealed class PostBackAnswerTests
{
    private static (PostBackAnswerKind Kind, string Text) Read(string xml) => PostBackResponseReader.Read(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void Examples_are_read()
    {
        Assert.Equal((PostBackAnswerKind.Success, "Updated Trip Status successfully."),
            PostBackResponseReader.Read(ConcurExamples.Bytes("CC_LimoPostBackResponse-success")));
        Assert.Equal((PostBackAnswerKind.Error, "This reservation does not exist in the SAP Concur database."),
            PostBackResponseReader.Read(ConcurExamples.Bytes("CC_LimoPostBackResponse-error")));
    }

    [Theory]
    [InlineData("<CC_LimoPostBackReply xmlns='urn:c'><Success/></CC_LimoPostBackReply>", "")]
    [InlineData("<c:R xmlns:c='urn:c'><c:Error/><c:Success> ok </c:Success></c:R>", "ok")]
    [InlineData(
        "<?xml version='1.0' encoding='utf-8'?><R><Version>1.0</Version><Success><Text>a</Text><Text>b</Text></Success></R>", "a b")]
    public void Success_is_found_by_its_local_name(string xml, string text) => Assert.Equal((PostBackAnswerKind.Success, text), Read(xml));

    [Theory]
    [InlineData("<R><Error>no</Error></R>", "no")]
    [InlineData("<R><Success>yes</Success><Error>no</Error></R>", "no")]
    [InlineData("<R><Error/></R>", "")]
    [InlineData("<Error>no</Error>", "no")]
    [InlineData("<Error><ErrorCode>1</ErrorCode><ErrorDescription>no</ErrorDescription></Error>", "1 no")]
    public void Error_takes_precedence(string xml, string text) => Assert.Equal((PostBackAnswerKind.Error, text), Read(xml));

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("<html><body><Success/></body></html>")]
    [InlineData("<R><success/></R>")]
    [InlineData("<R><Success>ok</Success>")]
    [InlineData("<!DOCTYPE R><R><Success/></R>")]
    [InlineData("<CC_LimoPostBackResponse/>")]
    public void Anything_else_is_unreadable(string xml) => Assert.Equal((PostBackAnswerKind.Unreadable, ""), Read(xml));

    [Theory]
    [InlineData(TimesAre.Gmt, "2012-02-19T14:00:00")]
    [InlineData(TimesAre.PickupLocal, "2012-02-19T09:00:00")]
    public void PostBack_writes_times_as_the_connection_expects(TimesAre timesAre, string start)
    {
        var (_, payload) = new PostBackEncoder().Encode(Rides.In(ReservationStatus.RA), timesAre);
        Assert.Equal(start, Wire.At(Wire.Valid(Encoding.UTF8.GetBytes(payload)), "StartDateTime"));
    }
}
