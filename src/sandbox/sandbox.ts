import type { Clock, Random } from "../model/ports.ts";
import { openAnswering, type RequestControl } from "./answering.ts";
import type { Behaviours } from "./behaviours.ts";
import { type BehaviourChanges, behavioursWith } from "./behaviours-with.ts";
import { listen, type Outcome } from "./http-server.ts";
import type { Platform, Received } from "./platform.ts";
import { openCallers, type WechatPayAccount } from "./wechatpay/callers.ts";
import { openControl, type WechatPayControl } from "./wechatpay/control.ts";
import { openPace } from "./wechatpay/pace.ts";
import type { PlatformKey } from "./wechatpay/platform-key.ts";
import { openSigner } from "./wechatpay/signer.ts";
import type { WechatPayState } from "./wechatpay/state.ts";
import { wechatpay } from "./wechatpay/wechatpay.ts";
import { type Account, openAccount } from "./weixin/account.ts";
import { openComponents, type SandboxComponent } from "./weixin/component/components.ts";
import { type ComponentControl, openComponentControl } from "./weixin/component/control.ts";
import { openWeixinControl, type WeixinControl } from "./weixin/control.ts";
import { emptyState, type WeixinState } from "./weixin/state.ts";
import { openTokenOffice } from "./weixin/tokens.ts";
import { weixin } from "./weixin/weixin.ts";

/** An account the sandbox plays. */
export interface SandboxAccount {
  readonly appid: string;
  readonly secret: string;
  /** What it has; nothing when absent. */
  readonly state?: WeixinState;
}

/** How a sandbox is started. */
export interface SandboxOptions {
  /** All time in the sandbox is read from here. */
  readonly clock: Clock;
  /** Ids, tokens and request ids come from here, so it must vary: a constant would give every card the same id. */
  readonly random: Random;
  /** A free port when absent. */
  readonly port?: number;
  readonly accounts: readonly SandboxAccount[];
  /** Third-party platforms, and which accounts have authorised them; none when absent. */
  readonly components?: readonly SandboxComponent[];
  /** Brands of WeChat Pay, and who calls for them; none when absent. */
  readonly wechatpay?: readonly WechatPayAccount[];
  /** By which WeChat Pay signs; one of its own, made when it is first needed, when absent. */
  readonly wechatpayKey?: PlatformKey;
  /**
   * Laid over the usual behaviours, member by member on every level. Starting throws for a name that no behaviour has,
   * and for a value that it does not take.
   */
  readonly behaviours?: BehaviourChanges;
  /** Called after every change of an account, with a snapshot. */
  readonly onChange?: (appid: string, state: WeixinState) => void;
  /** Called after every change of a brand, with a snapshot. */
  readonly onBrandChange?: (brandId: string, state: WechatPayState) => void;
  /** How many requests are kept for inspection; 1,000 when absent, 0 for benchmarks. */
  readonly recordLimit?: number;
}

/** The control API: that of Weixin and of requests here, that of WeChat Pay below its name. */
interface SandboxControl extends WeixinControl, RequestControl {
  /** May be changed while the sandbox runs. */
  readonly behaviours: Behaviours;
  readonly components: ComponentControl;
  readonly wechatpay: WechatPayControl;
}

/** The embedded platform without a socket: whoever has requests hands them over. */
export interface PlayedPlatform extends SandboxControl {
  /** Carries a request out at once, whatever the latency of the behaviours, and gives its answer. */
  answer(received: Received): Outcome;
}

/** A running sandbox. */
export interface Sandbox extends SandboxControl {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Stops listening and destroys all connections. */
  close(): Promise<void>;
}

/** Opens the embedded platform; nobody can reach it but who holds it. */
export function playPlatform(options: Omit<SandboxOptions, "port">): PlayedPlatform {
  const { clock, random, onChange, onBrandChange } = options;
  const behaviours = behavioursWith(options.behaviours);
  const changed = (account: Account): void => onChange?.(account.appid, account.state());
  const accounts = new Map(
    options.accounts.map(({ appid, secret, state = emptyState() }) => [
      appid,
      openAccount({ appid, secret, state }, changed),
    ]),
  );
  const office = openTokenOffice({ clock, random, behaviours });
  const components = openComponents(options.components ?? [], { clock, random });
  const pay = {
    callers: openCallers(options.wechatpay ?? [], (brand) => onBrandChange?.(brand.id, brand.state())),
    signer: openSigner(random, behaviours, options.wechatpayKey),
    pace: openPace(),
  };
  const platforms: readonly Platform[] = [
    wechatpay({ clock, random, behaviours, ...pay }),
    weixin({ clock, random, behaviours, accounts, office, components }),
  ];
  const { answer, control } = openAnswering(platforms, clock, options.recordLimit ?? 1000);
  return {
    answer,
    behaviours,
    ...control,
    ...openWeixinControl({ clock, random, behaviours, accounts, office }),
    components: openComponentControl(components, office),
    wechatpay: openControl({ clock, random, ...pay }),
  };
}

/** Starts the embedded platform on loopback. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { answer, ...control } = playPlatform(options);
  const { behaviours } = control;
  const { clock } = options;
  const server = await listen(options.port ?? 0, (received) =>
    behaviours.latencyMs > 0 ? clock.sleep(behaviours.latencyMs).then(() => answer(received)) : answer(received),
  );
  return { url: `http://127.0.0.1:${server.port}`, ...control, close: server.close };
}
