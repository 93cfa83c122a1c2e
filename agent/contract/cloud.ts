/** Whether a LiveKit address is one of LiveKit Cloud's: some features are only there. */
export function isLiveKitCloud(url: string): boolean {
  return URL.canParse(url) && /\.livekit\.cloud$/.test(new URL(url).hostname);
}
